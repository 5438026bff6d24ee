"""Thin views: find through scope, check the permission, take the report's value, draw it."""
