r={*async a(){}}
