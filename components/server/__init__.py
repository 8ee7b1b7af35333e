"""What stands between the application and the network: visits, headers, compression, addresses of data."""
