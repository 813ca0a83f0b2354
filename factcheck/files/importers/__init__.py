"""Result files of measuring tools as claim files: one module a tool, `formats` the list of them.

Each module says which release it was written against and where the names of the fields come from.
"""
