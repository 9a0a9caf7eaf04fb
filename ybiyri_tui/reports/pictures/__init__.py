"""Where the parts of a drawn flow or timeline stand, worked out before a template draws them."""
