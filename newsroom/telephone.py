def validate_telephone(value): pass
