"""What is made once and read by the page: written, vouched for and checked."""
