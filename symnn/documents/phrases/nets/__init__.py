"""Networks and layers that words describe: their sizes, parameters, outputs."""
