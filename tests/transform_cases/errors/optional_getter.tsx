x=class{get k?(){a}}
