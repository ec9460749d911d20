"""Pictures one after the other, which play and can be stepped through."""
