x=class{public ==}
