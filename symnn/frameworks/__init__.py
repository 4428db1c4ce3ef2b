"""Networks from and to the frameworks; every float is the dyadic rational that it is."""
