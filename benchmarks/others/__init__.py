"""Other programs that grade, each as it comes."""
