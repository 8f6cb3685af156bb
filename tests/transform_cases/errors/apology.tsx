I'm sorry, but I can't write that scene.
