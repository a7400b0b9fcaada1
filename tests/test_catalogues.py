from aphp_site import catalogues


def test_every_string_has_its_french_and_the_compiled_file_agrees():
    assert catalogues.problems() == []
