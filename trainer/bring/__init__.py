"""BRINGING IN AND TAKING OUT: cards and their history from other programs and file formats, and to them."""
