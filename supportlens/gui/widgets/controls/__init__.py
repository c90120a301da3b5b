"""Controls: buttons, chips, links, boxes, sliders and rows."""
