"""What the panels are made of: the panel itself, its controls, and all JavaScript and style sheets."""
