"""Digits to be read by the visitor, each before its label and the network's answer are shown."""
