"""Tests of symnn; README.md beside this file is their map."""
