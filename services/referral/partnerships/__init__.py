"""What the two parties of an agreement do together: emphases, meetings, forecasts, what is used."""
