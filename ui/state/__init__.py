"""What a page remembers: who is here, what stands in the address, what all visitors share."""
