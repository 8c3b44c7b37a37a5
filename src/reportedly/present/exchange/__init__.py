"""Forms in which stories go out to other programs: office files, standards, annotation tools."""
