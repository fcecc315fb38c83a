"""Small tools with no knowledge of the business: text, yen, days, canonical JSON, the clock."""
