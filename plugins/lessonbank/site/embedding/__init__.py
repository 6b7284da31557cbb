"""Small pages that other sites show in a frame, with the text to paste there and an oEmbed file."""
