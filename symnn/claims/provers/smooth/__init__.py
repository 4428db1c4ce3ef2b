"""Smooth relations shown inconsistent by ranges on boxes, slopes and positive factors."""
