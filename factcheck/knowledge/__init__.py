"""What factcheck knows before it reads a claim: kinds, condition profiles, entities, measures, source cards."""
