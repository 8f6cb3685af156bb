throw

