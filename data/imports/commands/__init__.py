"""The commands that read files of other people: `import`, `check`, `areas`, `boundaries`, `exposure`."""
