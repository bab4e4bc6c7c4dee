"""The lines of the bench, a module for each thing that is measured.

A module has a class with `measure(bench, number)`, which does one round, and `lines()`, which says
what all rounds gave. bench.py lists the classes in the order in which they are measured.
"""
