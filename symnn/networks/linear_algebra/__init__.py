"""The linear algebra of a layer and a network: spaces, angles, stored rows, maps of the plane."""
