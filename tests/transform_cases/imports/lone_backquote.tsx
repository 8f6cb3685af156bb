import{`}from"a"
