"""Coaching: local contact points, and questions that reach one of them and stay between two people."""
