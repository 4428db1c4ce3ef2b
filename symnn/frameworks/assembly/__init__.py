"""What the readers of all frameworks share: operators on shaped tensors, graphs, networks."""
