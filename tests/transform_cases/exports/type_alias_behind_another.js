


b
