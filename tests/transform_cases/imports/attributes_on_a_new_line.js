




i
