"""What the clock says, as letters."""
