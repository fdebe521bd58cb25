"""shequ: YAML entries on community governance, checked, modelled and rendered into a site that opens from a folder."""

__version__ = "0.1.0"
