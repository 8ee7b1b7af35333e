"""The matching incidents as rows that leave the atlas."""
