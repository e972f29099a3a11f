"""The documents of a case: typed, versioned, in a state, made from the package's templates."""
