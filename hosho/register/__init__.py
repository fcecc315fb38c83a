"""The register acts: deposit, look-up, statements of orderers. It believes nobody and checks every seal."""
