"""What is done about causes: actions of the plan, what they choose among, and what is handed out."""
