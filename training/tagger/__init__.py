"""Learn who said what: the tagger of `annotate.attributions`, from PolNeAR."""
