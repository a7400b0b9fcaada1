"""What journalists ask of the press office, from the public form to the answer; and who may be asked."""
