import s from n
''
