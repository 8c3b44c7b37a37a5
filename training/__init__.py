"""How each list and model that ships was made."""
