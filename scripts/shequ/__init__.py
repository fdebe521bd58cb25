"""YAML entries on community governance, checked, modelled and rendered into a site for a folder."""

__version__ = "0.1.0"
