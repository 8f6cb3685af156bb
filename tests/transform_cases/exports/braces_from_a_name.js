export{}from n
