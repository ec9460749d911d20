"""Bring whoever goes on to where it goes on."""
