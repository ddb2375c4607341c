"""The answer book: what each exercise asks, its truth, and the mistakes that have a name; one file a notebook."""
