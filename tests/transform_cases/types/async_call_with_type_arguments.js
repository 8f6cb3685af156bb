x = async ( a) ; y = async (
b)
