let a








;
