def home_context(page): return {}
def hospital_context(page): return {}
def release_context(page): return {}
