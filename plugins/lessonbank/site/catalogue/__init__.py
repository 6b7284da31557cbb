"""The catalogue of an edition for other programs: `index.json` and its schema."""
